"""How often one address may knock. Counts are kept by each server process."""

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, default_limits=["1200 per minute"], storage_uri="memory://")
