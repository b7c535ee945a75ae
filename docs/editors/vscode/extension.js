// Starts `peregrine lsp` for rules files; everything else is the server's.
const { workspace } = require('vscode');
const { LanguageClient, TransportKind } = require('vscode-languageclient/node');

let client;

function activate() {
  const [command, ...args] = workspace.getConfiguration('peregrine').get('command');
  client = new LanguageClient(
    'peregrine',
    'Peregrine rules',
    { command, args, transport: TransportKind.stdio },
    {
      documentSelector: [{ language: 'peregrine-rules', scheme: 'file' }],
      synchronize: { fileEvents: workspace.createFileSystemWatcher('**/*.{yaml,yml}') },
    },
  );
  return client.start();
}

function deactivate() {
  return client && client.stop();
}

module.exports = { activate, deactivate };
