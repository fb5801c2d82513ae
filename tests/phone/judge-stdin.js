/** Reads {book, questions} from standard input and writes the judgements: for the comparison with the server. */

import { readFileSync } from "node:fs";
import { judge } from "../../static/app/rules/law.js";

const { book, questions } = JSON.parse(readFileSync(0, "utf8"));
const answer = (question) => {
  try {
    return judge(question, book);
  } catch (refusal) {
    return { refused: refusal };
  }
};
process.stdout.write(JSON.stringify(questions.map(answer)));
