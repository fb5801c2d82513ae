"""Files too large for memory and for the system's own temporary folder: they go straight into the data folder."""

from typing import IO

from flask import Flask, Request, current_app

from inspect_app.store.rescue_files import RescueFolder

LARGE_AT = {"rescues.create", "peers.create_reading"}


def rescue_folder() -> RescueFolder:
    return RescueFolder(current_app.extensions["config"].rescues)


class OfficeRequest(Request):
    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        """Where a file of a form is put as it arrives; werkzeug's own choice may be a folder that lies in memory."""
        if self.endpoint in LARGE_AT and filename:
            return rescue_folder().new_file()
        return super()._get_file_stream(total_content_length, content_type, filename, content_length)


def init_app(app: Flask) -> None:
    app.request_class = OfficeRequest
