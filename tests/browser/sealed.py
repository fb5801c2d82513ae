"""The phone's database as a test may read it: through the very handle that lets the window open it again."""

OPENED = """
  const database = await new Promise(async (done) => {
    const { name } = (await indexedDB.databases()).find((one) => one.name.startsWith("officer "));
    indexedDB.open(name).onsuccess = ({ target: { result } }) => done(result);
  });
  const asked = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
  const stored = (store) => database.transaction(store).objectStore(store);
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  const keyOf = (raw) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
  const iv = (box) => ({ name: "AES-GCM", iv: new Uint8Array(box, 0, 12) });
  const unbox = (key, box) => crypto.subtle.decrypt(iv(box), key, new Uint8Array(box, 12));
  const [id, secret] = (sessionStorage.getItem("handle") ?? "").split(" ");
  const handle = await asked(stored("facts").get(`handle ${id}`));
  const key = handle && (await keyOf(await unbox(await keyOf(bytes(secret)), handle.box)));
  const open = async (value) => JSON.parse(new TextDecoder().decode(await unbox(key, value.box)));
  const whole = async ({ content, ...row }) => ({ ...row, ...(content && key && (await open(content))) });
  const journalled = async (rows) => Promise.all(rows.map(whole));
"""
"""Before a function's own lines: `database`, `stored`, `asked`, `open` and `journalled` (events with their content)."""

JOURNAL = f"""async () => {{ {OPENED}
  const events = await journalled(await asked(stored("journal").getAll()));
  database.close();
  return events.map(({{ seq, type, data, status }}) => ({{ seq, type, data, status }}));
}}"""
IS_ON_DISK = f"""async ([type, data]) => {{ {OPENED}
  const said = await journalled(await asked(stored("journal").index("type").getAll(type)));
  database.close();
  return said.some((event) => Object.entries(data).every(([field, value]) => event.data[field] === value));
}}"""
EVERYTHING = """async () => {
  const found = [];
  const look = (value) => {
    if (value instanceof CryptoKey) return;
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      for (const letters of ["latin1", "utf-8"]) found.push(new TextDecoder(letters).decode(value));
    } else if (value && typeof value === "object") {
      for (const [name, inner] of Object.entries(value)) (found.push(name), look(inner));
    } else found.push(String(value));
  };
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done) => (indexedDB.open(name).onsuccess = (event) => done(event.target.result)));
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store).getAll();
      await new Promise((done) => (all.onsuccess = done));
      look(all.result);
    }
    database.close();
  }
  look({ ...localStorage });
  return found.join("\\n");
}"""
"""Whatever lies in this browser's databases, as one text: words as they are, bytes as letters."""
