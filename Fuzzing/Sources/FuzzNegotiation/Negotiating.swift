import FuzzDriver
import WebSocketCompression
import WebSocketProtocol

/// Any offers to a server: it takes the first that it may and can, and its answer is one that the offer allows.
func checkOffers(_ field: [UInt8], _ options: CompressionOptions) {
    guard let offers = read(field) else { return }
    let legal = offers.compactMap { PlainTerms($0, isAnswer: false) }
    // A window can be asked only of a client that says that it knows how (section 7.1.2.2).
    let possible = legal.first { $0.has("client_max_window_bits") || options.clientMaxWindowBits ?? 15 == 15 }
    guard let (answer, parameters) = options.accept(offers) else {
        return Fuzzer.expect(possible == nil, "\(offers) are declined under \(options)")
    }
    guard let possible, let terms = PlainTerms(answer, isAnswer: true) else {
        fatalError("\(offers) are answered with \(answer)")
    }
    Fuzzer.expect(terms.mayAnswer(possible), "\(possible) is answered with \(answer)")
    expect(parameters, are: terms, client: false)
    Fuzzer.expect(parameters.serverMaxWindowBits <= options.serverMaxWindowBits ?? 15, "\(parameters), \(options)")
    Fuzzer.expect(parameters.clientMaxWindowBits <= options.clientMaxWindowBits ?? 15, "\(parameters), \(options)")
}

/// Any answer to a client: it is taken where its offer allows it, and fails the connection where not.
func checkAnswer(_ field: [UInt8], _ options: CompressionOptions) {
    guard let answers = read(field), let offer = PlainTerms(options.offer, isAnswer: false) else { return }
    let named = answers.filter { $0.name == "permessage-deflate" }
    let terms = named.first.flatMap { PlainTerms($0, isAnswer: true) }
    let isAllowed = named.count == 1 && terms?.mayAnswer(offer) == true
    do throws(CompressionError) {
        guard let parameters = try options.judge(answers) else {
            return Fuzzer.expect(named.isEmpty, "\(answers) are taken as none")
        }
        guard isAllowed, let terms else { fatalError("\(answers) are taken for \(offer)") }
        expect(parameters, are: terms, client: options.clientNoContextTakeover)
    } catch {
        Fuzzer.expect(!named.isEmpty && !isAllowed, "\(answers) fail for \(offer): \(error)")
        Fuzzer.expect(!"\(error)".isEmpty, "says nothing of \(answers)")
    }
}

/// Any two ends: both hold the same to be agreed, and each has what it insists on.
func checkBoth(_ client: CompressionOptions, _ server: CompressionOptions) {
    let field = Array(client.offer.description.utf8)
    guard let offers = read(field), let (answer, ofServer) = server.accept(offers),
        let answers = read(Array(answer.description.utf8))
    else { fatalError("\(client) and \(server) agree on nothing") }
    let ofClient: CompressionParameters?
    do throws(CompressionError) { ofClient = try client.judge(answers) } catch {
        fatalError("\(answer) to \(client.offer): \(error)")
    }
    Fuzzer.expect(ofClient == ofServer, "\(ofClient as Any) and \(ofServer)")
    for options in [client, server] {
        Fuzzer.expect(ofServer.serverMaxWindowBits <= options.serverMaxWindowBits ?? 15, "\(ofServer), \(options)")
        Fuzzer.expect(ofServer.clientMaxWindowBits <= options.clientMaxWindowBits ?? 15, "\(ofServer), \(options)")
        Fuzzer.expect(ofServer.serverNoContextTakeover || !options.serverNoContextTakeover, "\(ofServer), \(options)")
        Fuzzer.expect(ofServer.clientNoContextTakeover || !options.clientNoContextTakeover, "\(ofServer), \(options)")
    }
}

/// The parameters in force are those of the answer; a client keeps to what it has announced by itself.
private func expect(_ parameters: CompressionParameters, are terms: PlainTerms, client announced: Bool) {
    Fuzzer.expect(
        parameters.serverNoContextTakeover == terms.has("server_no_context_takeover")
            && parameters.clientNoContextTakeover == (terms.has("client_no_context_takeover") || announced)
            && parameters.serverMaxWindowBits == terms.window("server_max_window_bits"),
        "\(terms) is taken as \(parameters)")
    Fuzzer.expect(
        parameters.clientMaxWindowBits <= terms.window("client_max_window_bits"), "\(terms) is taken as \(parameters)")
}
