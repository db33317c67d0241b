/// The scripts that the tests use of Python: what Foundation has no words for.
enum Python {
    /// Runs a command on a pseudo terminal of ROWS × COLUMNS and prints what came out of it, raw.
    ///
    /// Arguments: rows, columns, the text after which Ctrl-C is typed (empty for never), the command.
    static let terminal = """
        import fcntl, os, pty, struct, sys, termios, time
        rows, columns, cue = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3].encode()
        pid, master = pty.fork()
        if pid == 0:
            # The child waits for its window before it looks at it.
            while os.get_terminal_size(0).columns != columns: time.sleep(0.001)
            os.execvpe(sys.argv[4], sys.argv[4:], os.environ)
        fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        seen = b""
        while True:
            try: data = os.read(master, 65536)
            except OSError: break
            if not data: break
            os.write(1, data)
            seen += data
            if cue and cue in seen:
                os.write(master, b"\\x03")
                cue = None
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        """

    /// A server that accepts WebSocket connections and never says anything again; prints its port.
    static let muteServer = """
        import base64, hashlib, re, socket, sys, threading
        listener = socket.create_server(("127.0.0.1", 0))
        print(listener.getsockname()[1], flush=True)
        def serve(connection):
            head = b""
            while b"\\r\\n\\r\\n" not in head: head += connection.recv(4096)
            key = re.search(rb"(?i)sec-websocket-key: *(\\S+)", head).group(1)
            answer = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
            connection.sendall(b"HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n"
                b"Sec-WebSocket-Accept: " + answer + b"\\r\\n\\r\\n")
            while connection.recv(4096): pass
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=serve, args=(connection,), daemon=True).start()
        """

    /// A client of the server at a port: sends a masked "hi", prints its echo, and then the close code it is told.
    static let client = """
        import socket, sys
        connection = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
        stream = connection.makefile("rb")
        connection.sendall(b"GET / HTTP/1.1\\r\\nHost: x\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\nSec-WebSocket-Version: 13\\r\\n\\r\\n")
        assert stream.readline().startswith(b"HTTP/1.1 101")
        while stream.readline() != b"\\r\\n": pass
        connection.sendall(bytes([0x81, 0x82, 0, 0, 0, 0]) + b"hi")
        def frame():
            opcode, length = stream.read(2)
            return opcode & 15, stream.read(length)
        print(*frame(), flush=True)
        opcode, payload = frame()
        print(opcode, int.from_bytes(payload[:2], "big"), flush=True)
        """
}
