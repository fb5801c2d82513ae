"""Chance that anybody can compute again: whole numbers out of SHA-256, none likelier than another."""

import hashlib
from dataclasses import dataclass, field

BLOCKS = 2**256


def sha256_of_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class Chance:
    """Whole numbers out of SHA-256, one block after another; without bias, for blocks beyond the last multiple are skipped."""

    seed: str
    pool_sha256: str
    witness: str
    label: str
    used: int = field(default=0)

    def below(self, most: int) -> int:
        """0 to most - 1, each as likely as any other."""
        limit = BLOCKS - BLOCKS % most
        while True:
            block = "\n".join([self.seed, self.pool_sha256, self.witness, self.label, str(self.used)])
            self.used += 1
            number = int(sha256_of_text(block), 16)
            if number < limit:
                return number % most
