"""Runs ms-swift's own preprocessor over a file and answers the messages that it keeps."""

import json
import sys
import tempfile

from datasets import load_dataset
from swift.dataset import AutoPreprocessor

for line in sys.stdin:
    request = json.loads(line)
    with tempfile.TemporaryDirectory() as cache:
        loaded = load_dataset("json", data_files=request["file"], split="train", cache_dir=cache)
        rows = AutoPreprocessor()(loaded, load_from_cache_file=False, strict=True)
        roles = [[message["role"] for message in row["messages"]] for row in rows]
        print("answer " + json.dumps({"id": request["id"], "rows": len(loaded), "kept": len(rows), "roles": roles}), flush=True)
