-- Neovim 0.8 and newer: in init.lua, or as ~/.config/nvim/plugin/peregrine.lua
vim.api.nvim_create_autocmd({ 'BufReadPost', 'BufNewFile' }, {
  pattern = { '*_rules.yaml', '*_rules.local.yaml', '*/rules.d/*.yaml', '*/rules/*.yaml', '*/rules/tests/*.yaml' },
  callback = function(args)
    vim.lsp.start({
      name = 'peregrine',
      cmd = { 'peregrine', 'lsp' },
      root_dir = vim.fn.fnamemodify(args.file, ':p:h'),
    })
  end,
})
