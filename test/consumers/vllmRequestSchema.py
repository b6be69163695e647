"""Prints the JSON Schema of a line of vLLM's batch files, from the source distribution of vllm.

    python vllmRequestSchema.py FOLDER VERSION

FOLDER is the unpacked source. Needs pydantic, openai and fastapi, no torch: of vllm only the modules with the request
models are loaded, and everything else that they import is a stand-in that accepts any value.
"""

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import json
import sys
import types
from pathlib import Path

from pydantic_core import core_schema

REAL = {
    "vllm.entrypoints.openai.chat_completion.protocol",
    "vllm.entrypoints.generate.base.protocol",
    "vllm.entrypoints.serve.engine.protocol",
}


class Anything:
    @classmethod
    def __get_pydantic_core_schema__(cls, *_):
        return core_schema.any_schema()

    def __init_subclass__(cls, **_):
        pass

    def __class_getitem__(cls, _):
        return cls


class StandIn(types.ModuleType):
    __path__: list = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if name == "ChatCompletionMessageParam":
            from openai.types.chat import ChatCompletionMessageParam

            return ChatCompletionMessageParam
        if name.isupper():
            return 2**31
        if name.islower():
            return lambda *_, **__: StandIn(name)
        return type(name, (Anything, Exception) if name.endswith("Error") else (Anything,), {})


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, root):
        self.root = root

    def find_spec(self, name, path=None, target=None):
        if name in REAL:
            return importlib.util.spec_from_file_location(name, self.root / (name.replace(".", "/") + ".py"))
        if name.split(".")[0] in ("vllm", "torch"):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return StandIn(spec.name)

    def exec_module(self, module):
        pass


def main(folder, version):
    root = Path(folder)
    sys.meta_path.insert(0, Finder(root))
    from vllm.entrypoints.openai.chat_completion.protocol import ChatCompletionRequest
    from vllm.entrypoints.serve.engine.protocol import OpenAIBaseModel

    # The module of the command needs a web server; of it the class of a line is enough.
    source = ast.parse((root / "vllm/entrypoints/launchers/run_batch.py").read_text())
    line = next(node for node in source.body if getattr(node, "name", "") == "BatchRequestInput")
    line.body = [node for node in line.body if not isinstance(node, ast.FunctionDef)]
    scope = {"OpenAIBaseModel": OpenAIBaseModel, "BatchRequestInputBody": ChatCompletionRequest, "__name__": "line"}
    exec(compile(ast.Module([line], []), "run_batch.py", "exec"), scope)
    schema = scope["BatchRequestInput"].model_json_schema()
    comment = f"BatchRequestInput with ChatCompletionRequest of vllm {version} (PyPI, Apache-2.0), written by vllmRequestSchema.py"
    print(json.dumps({"$comment": comment, **schema}, indent=1, ensure_ascii=False))


main(*sys.argv[1:])
