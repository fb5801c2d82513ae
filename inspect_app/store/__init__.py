"""The record: models, named queries, photo bytes. Only this folder imports SQLAlchemy."""
