"""SHA-256 of what is coming in, reckoned beside."""

import hashlib
from concurrent.futures import Future, ThreadPoolExecutor


class DigestBeside:
    """SHA-256 in another thread, while this one reads and writes: at most one block ahead, so memory is bounded."""

    threads = ThreadPoolExecutor(max_workers=8, thread_name_prefix="sha256")

    def __init__(self) -> None:
        self.digest = hashlib.sha256()
        self.under_way: Future[None] | None = None

    def update(self, block: bytes) -> None:
        self._wait()
        self.under_way = self.threads.submit(self.digest.update, block)

    def hexdigest(self) -> str:
        self._wait()
        return self.digest.hexdigest()

    def _wait(self) -> None:
        if self.under_way:
            self.under_way.result()
