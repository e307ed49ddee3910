import { connect } from "../api";
import type { Command } from "../command";
import { EXIT, usageFailure } from "../exit";
import { readOptions, required } from "../options";
import { readPassword } from "../password";

const usage = `switchback user add EMAIL --name NAME [--project SLUG --role ROLE [--handle H]] [--admin]
switchback user list
switchback user reset EMAIL
switchback user erase EMAIL --yes
  ROLE is viewer, annotator, adjudicator, researcher or owner. An account that is there already just joins the project.
  reset prints a one-time link with which somebody sets a new password; erase removes an account for good, and its work stays under the pseudonym.
  The password is read from SWITCHBACK_PASSWORD, else from the first line of standard input.`;

interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly admin: boolean;
}

export const user: Command = {
  name: "user",
  summary: "add, list and erase accounts, reset passwords (admin)",
  usage,
  run: async (args, surroundings) => {
    const { values, positionals: [verb, email, ...more] } = readOptions(args, { text: ["name", "project", "role", "handle"], flag: ["admin", "yes"] }, usage);
    const api = connect(surroundings, values.url);
    const { terminal } = surroundings;
    if (verb === "list" && email === undefined) {
      const users: User[] = [];
      for (let next: string | null = ""; next !== null;) {
        const page: { items: User[]; next: string | null } = await api.json("GET", `/api/v1/users${next === "" ? "" : `?cursor=${encodeURIComponent(next)}`}`);
        users.push(...page.items);
        next = page.next;
      }
      terminal.result(users, users.map((each) => `${each.email}\t${each.name}${each.admin ? "\tadmin" : ""}`).join("\n"), values.json);
      return EXIT.done;
    }
    if (verb === "reset" && email !== undefined && more.length === 0) {
      const link = await api.json<{ url: string; expiresAt: string }>("POST", "/api/v1/password-resets", { email });
      terminal.result(link, `${link.url}\nWorks once, until ${link.expiresAt}. Hand it to ${email} yourself.`, values.json);
      return EXIT.done;
    }
    if (verb === "erase" && email !== undefined && more.length === 0) {
      if (!values.yes) throw usageFailure("erasing cannot be undone: say --yes", usage);
      const [found] = (await api.json<{ items: User[] }>("GET", `/api/v1/users?email=${encodeURIComponent(email)}`)).items;
      if (!found) throw usageFailure(`no account has the address ${email}`, usage);
      await api.json("DELETE", `/api/v1/users/${encodeURIComponent(found.id)}`);
      terminal.result({ erased: found.id }, `${email} is erased; the work stays under its pseudonyms.`, values.json);
      return EXIT.done;
    }
    if (verb !== "add" || email === undefined || more.length > 0) throw usageFailure("say `user add EMAIL`, `user list`, `user reset EMAIL` or `user erase EMAIL --yes`", usage);
    if ((values.project === undefined) !== (values.role === undefined)) throw usageFailure("--project and --role belong together", usage);

    const present = (await api.json<{ items: User[] }>("GET", `/api/v1/users?email=${encodeURIComponent(email)}`)).items[0];
    const account = present ?? (await api.json<User>("POST", "/api/v1/users", {
      email, name: required(values.name, "--name", usage), admin: values.admin, password: await readPassword(surroundings, usage),
    }));
    const member = values.project === undefined ? null
      : await api.json("POST", `/api/v1/projects/${encodeURIComponent(values.project)}/members`, { email, role: values.role, handle: values.handle });
    terminal.result({ account, member }, `${account.email}${present ? " was there already" : " added"}${values.project ? `; ${values.role} of ${values.project}` : ""}`, values.json);
    return EXIT.done;
  },
};
