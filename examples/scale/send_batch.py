"""Sends a batch file to a server such as vLLM with Ray Data, and collects the results.

    pip install "ray[data]"
    python send_batch.py requests.jsonl results.jsonl --base-url http://localhost:8000/v1

Each line of the batch file is one request, as `sop-shots generate --batch-out` writes it. Each line of the results is one
reply, as `sop-shots generate --batch-in` reads it. The requests are split into partitions, which workers send at the same
time, on one machine or on a Ray cluster. If the command is interrupted, run it again: requests with a reply in the results
are not sent again. The key of the server is read from OPENAI_API_KEY.
"""

import argparse
import json
import os
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

import ray
import ray.data

ATTEMPTS = 4
RETRIED = {408, 429, 500, 502, 503, 504}


class Sender:
    """Sends the requests of a partition, several at once."""

    def __init__(self, base_url: str, key: str, in_flight: int, timeout: float):
        self.base_url = base_url.rstrip("/")
        self.headers = {"content-type": "application/json"}
        if key != "":
            self.headers["authorization"] = f"Bearer {key}"
        self.timeout = timeout
        self.pool = ThreadPoolExecutor(in_flight)

    def __call__(self, batch):
        return {"result": list(self.pool.map(self.send, batch["text"]))}

    def send(self, line: str) -> str:
        """The result line of a request line. A failure is a result, too."""
        request = json.loads(line)
        result = {"id": request["custom_id"], "custom_id": request["custom_id"], "response": None, "error": None}
        try:
            status, body = self.post(request)
            result["response"] = {"status_code": status, "request_id": request["custom_id"], "body": body}
        except (OSError, ValueError) as error:
            result["error"] = {"code": type(error).__name__, "message": str(error)}
        return json.dumps(result, ensure_ascii=False)

    def post(self, request):
        address = self.base_url + request["url"].removeprefix("/v1")
        data = json.dumps(request["body"]).encode()
        for attempt in range(1, ATTEMPTS + 1):
            sent = urllib.request.Request(address, data, self.headers)
            try:
                with urllib.request.urlopen(sent, timeout=self.timeout) as reply:
                    return reply.status, json.load(reply)
            except urllib.error.HTTPError as error:
                if error.code not in RETRIED or attempt == ATTEMPTS:
                    return error.code, read_error(error)
                time.sleep(2 ** (attempt - 1))


def read_error(error: urllib.error.HTTPError):
    text = error.read().decode(errors="replace")
    try:
        return json.loads(text)
    except ValueError:
        return {"error": {"message": text[:1000]}}


def keep_answered(path: str) -> set:
    """Removes failures and cut-off lines from the results of an earlier run; the ids of the requests that have a reply."""
    answered = set()
    if not os.path.exists(path):
        return answered
    with open(path, "rb") as file, open(f"{path}.new", "wb") as kept:
        for line in file:
            if not line.endswith(b"\n"):
                break
            result = json.loads(line)
            if is_answered(result):
                answered.add(result["custom_id"])
                kept.write(line)
    os.replace(f"{path}.new", path)
    return answered


def is_answered(result) -> bool:
    return (result["response"] or {}).get("status_code") == 200


def main() -> None:
    parser = argparse.ArgumentParser(description="Sends a batch file with Ray Data and collects the results.")
    parser.add_argument("requests")
    parser.add_argument("results")
    parser.add_argument("--base-url", default="http://localhost:8000/v1")
    parser.add_argument("--workers", type=int, default=2, help="workers that send partitions at the same time")
    parser.add_argument("--partitions", type=int, default=8, help="parts into which the requests are split")
    parser.add_argument("--in-flight", type=int, default=16, help="requests that one worker has open at once")
    parser.add_argument("--timeout", type=float, default=600, help="seconds without a reply")
    options = parser.parse_args()

    answered = keep_answered(options.results)
    ray.init(include_dashboard=False, log_to_driver=False, ignore_reinit_error=True)
    ray.data.DataContext.get_current().enable_progress_bars = False
    key = os.environ.get("OPENAI_API_KEY", "")
    results = (
        ray.data.read_text(options.requests)
        .filter(lambda row: json.loads(row["text"])["custom_id"] not in answered)
        .repartition(options.partitions)
        .map_batches(
            Sender,
            fn_constructor_args=(options.base_url, key, options.in_flight, options.timeout),
            batch_size=options.in_flight * 4,
            compute=ray.data.ActorPoolStrategy(size=options.workers),
            # The workers wait for the network. With a core each, they would leave none to read the requests.
            num_cpus=0,
        )
    )
    sent = failed = 0
    with open(options.results, "a", encoding="utf-8") as file:
        for row in results.iter_rows():
            file.write(row["result"] + "\n")
            sent += 1
            failed += not is_answered(json.loads(row["result"]))
    print(f"{sent} requests sent, {failed} failed, {len(answered)} had a reply before")
    raise SystemExit(0 if failed == 0 else 1)


if __name__ == "__main__":
    main()
