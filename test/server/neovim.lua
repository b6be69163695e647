-- Works on a document in Neovim with the server attached, and writes what Neovim got, one JSON value a line.
local node, command, root, file = unpack(vim.fn.split(vim.env.SOP_SHOTS_TEST, '\n'))
local said = {}
local function report(name, value)
  table.insert(said, vim.fn.json_encode({ name = name, value = value }))
end

vim.cmd('edit ' .. vim.fn.fnameescape(file))
local config = { name = 'sop-shots', cmd = { node, command, 'lsp', '--stdio' }, root_dir = root }
local client
if vim.lsp.start then
  client = vim.lsp.start(config)
else
  client = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(0, client)
end

local function codes()
  return vim.tbl_map(function(found)
    return found.code or found.user_data.lsp.code
  end, vim.diagnostic.get(0))
end

-- The position after the first occurrence of a text.
local function position_after(text)
  for index, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local _, last = line:find(text, 1, true)
    if last then
      return { line = index - 1, character = vim.str_utfindex(line, last) }
    end
  end
end

local function ask(method, text, extra)
  local place = { textDocument = vim.lsp.util.make_text_document_params(), position = position_after(text) }
  local answers = vim.lsp.buf_request_sync(0, method, vim.tbl_extend('force', place, extra or {}), 30000) or {}
  return (answers[client] or {}).result
end

-- A value that the schema forbids is typed, found, and taken back.
local at = position_after('top_k = 2').line
local line = vim.api.nvim_buf_get_lines(0, at, at + 1, false)[1]
vim.api.nvim_buf_set_lines(0, at, at + 1, false, { (line:gsub('top_k = 2', 'top_k = 20')) })
vim.wait(30000, function()
  return #codes() > 0
end, 50)
report('diagnostics', codes())
vim.api.nvim_buf_set_lines(0, at, at + 1, false, { line })
vim.wait(30000, function()
  return #codes() == 0
end, 50)
report('diagnostics after the repair', codes())

local list = ask('textDocument/completion', 'SearchSolution(')
report('completion', vim.tbl_map(function(item)
  return item.label
end, list.items))
report('hover', ask('textDocument/hover', 'SearchSol').contents.value)
report('definition', ask('textDocument/definition', 'SearchSol')[1].uri:match('[^/]*$'))
report('outline', ask('textDocument/documentSymbol', 'SearchSol')[1].name)

local edit = ask('textDocument/rename', 'SearchAvail', { newName = 'FindFreeHours' })
vim.lsp.util.apply_workspace_edit(edit, 'utf-16')
vim.cmd('silent wall')
vim.fn.writefile(said, vim.env.SOP_SHOTS_ANSWER)
vim.cmd('qall!')
