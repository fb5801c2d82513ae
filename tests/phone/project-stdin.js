/** Reads {confirmed, events} from standard input and writes the projected visit: for the comparison with the server. */

import { readFileSync } from "node:fs";
import { project } from "../../static/app/rules/projection.js";

const { confirmed, events } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(project(confirmed, events)));
