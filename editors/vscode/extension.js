// Starts `checker lsp` and nothing else: all help comes from the server.
// The command is a setting of the machine, so that no workspace chooses what is run.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const [command, ...args] = workspace.getConfiguration("checker").get("command");
  const server = { command, args };
  client = new LanguageClient("checker", "checker", server, {
    documentSelector: [{ scheme: "file", language: "yaml" }],
  });
  return client.start();
};

exports.deactivate = () => client && client.stop();
