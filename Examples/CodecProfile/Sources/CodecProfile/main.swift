import CodecProfiling

CodecProfile.main(ToyCodec.self)
