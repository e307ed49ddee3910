import { connect } from "../api";
import type { Command } from "../command";
import { EXIT } from "../exit";
import { readOptions, required } from "../options";
import { readPassword } from "../password";

const usage = `switchback setup --setup-token TOKEN --email E --name NAME [--demo]
  The setup token is printed when the server first starts, or preset by SWITCHBACK_SETUP_TOKEN.
  The password is read from SWITCHBACK_PASSWORD, else from the first line of standard input.`;

export const setup: Command = {
  name: "setup",
  summary: "make the first account and print its admin token",
  usage,
  run: async (args, surroundings) => {
    const { values } = readOptions(args, { text: ["setup-token", "email", "name"], flag: ["demo"] }, usage);
    const { environment, terminal } = surroundings;
    const request = {
      setupToken: required(values["setup-token"] ?? environment.SWITCHBACK_SETUP_TOKEN, "--setup-token", usage),
      email: required(values.email, "--email", usage), name: required(values.name, "--name", usage), demo: values.demo,
      password: await readPassword(surroundings, usage),
    };
    const answer = await connect(surroundings, values.url).json<{ token: string }>("POST", "/api/v1/setup", request);
    terminal.say("Keep this token: it is not shown again. export SWITCHBACK_TOKEN=…");
    terminal.result(answer, answer.token, values.json);
    return EXIT.done;
  },
};
