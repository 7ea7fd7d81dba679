"""The review page: FastAPI, Jinja pages, the review screen and the JSON API."""
