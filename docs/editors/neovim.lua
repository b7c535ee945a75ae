-- Neovim 0.7 and newer: in init.lua, or as ~/.config/nvim/plugin/peregrine.lua
-- Neovim 0.7 has no vim.lsp.start, which uses one server for many files.
local start = vim.lsp.start or function(config)
  for _, client in ipairs(vim.lsp.get_active_clients()) do
    if client.name == config.name then
      return vim.lsp.buf_attach_client(0, client.id)
    end
  end
  return vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
end
vim.api.nvim_create_autocmd({ 'BufReadPost', 'BufNewFile' }, {
  pattern = { '*_rules.yaml', '*_rules.local.yaml', '*/rules.d/*.yaml', '*/rules/*.yaml', '*/rules/tests/*.yaml' },
  callback = function(args)
    if vim.b[args.buf].peregrine then
      return -- two of the patterns match
    end
    vim.b[args.buf].peregrine = true
    start({
      name = 'peregrine',
      cmd = { 'peregrine', 'lsp' },
      root_dir = vim.fn.fnamemodify(args.file, ':p:h'),
    })
  end,
})
