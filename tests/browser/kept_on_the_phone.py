"""What a journey reads, or deletes, behind the back of the app: functions for the page."""

DELETED = """async () => {
  for (const { name } of await indexedDB.databases()) {
    await new Promise((done, failed) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: done, onerror: failed }));
  }
}"""
