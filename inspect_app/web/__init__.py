"""The office's door: pages, forms, exports. Views are thin: who may, one transaction, one deed, where next."""
