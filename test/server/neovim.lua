-- Opens a document in Neovim with the server attached, and prints what Neovim got, one JSON value a line.
local node, command, root, file = unpack(vim.fn.split(vim.env.SOP_SHOTS_TEST, '\n'))
local said = {}
local function report(name, value)
  table.insert(said, vim.fn.json_encode({ name = name, value = value }))
end

vim.cmd('edit ' .. vim.fn.fnameescape(file))
local client = vim.lsp.start_client({ name = 'sop-shots', cmd = { node, command, 'lsp', '--stdio' }, root_dir = root })
vim.lsp.buf_attach_client(0, client)
vim.wait(30000, function()
  return #vim.diagnostic.get(0) > 0
end, 50)
report('diagnostics', vim.tbl_map(function(found)
  return found.code or found.user_data.lsp.code
end, vim.diagnostic.get(0)))

local function ask(method, extra)
  local place = { textDocument = vim.lsp.util.make_text_document_params(), position = { line = 2, character = 14 } }
  local answers = vim.lsp.buf_request_sync(0, method, vim.tbl_extend('force', place, extra or {}), 30000) or {}
  local answer = answers[client] or {}
  return answer.result
end

local list = ask('textDocument/completion', { position = { line = 2, character = 27 } })
report('completion', vim.tbl_map(function(item)
  return item.label
end, list.items))
vim.lsp.util.apply_workspace_edit(ask('textDocument/rename', { newName = 'FindAnswer' }), 'utf-16')
report('renamed', vim.api.nvim_buf_get_lines(0, 2, 3, false)[1])
vim.fn.writefile(said, vim.env.SOP_SHOTS_ANSWER)
vim.cmd('qall!')
