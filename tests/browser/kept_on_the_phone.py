"""What a journey reads, or deletes, behind the back of the app: functions for the page."""

DELETED = """async () => {
  for (const { name } of await indexedDB.databases()) {
    await new Promise((done, failed) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: done, onerror: failed }));
  }
}"""
JOURNAL = """() => new Promise(async (done) => {
  const { name } = (await indexedDB.databases()).find((one) => one.name.startsWith("officer "));
  indexedDB.open(name).onsuccess = ({ target: { result: database } }) => {
    const all = database.transaction("journal").objectStore("journal").getAll();
    all.onsuccess = () => (database.close(), done(all.result.map(({ seq, type, data, status }) => ({ seq, type, data, status }))));
  };
})"""
