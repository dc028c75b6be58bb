-- Does in Neovim what a person would and writes what was seen as JSON to $SEEN. $ASKED says what to do.
local asked = vim.fn.json_decode(table.concat(vim.fn.readfile(vim.env.ASKED), "\n"))
local seen = {}

local patience = 1000 * tonumber(vim.env.E2E_TIMEOUT)

local function wait(what, ask)
  if not vim.wait(patience, ask, 50) then error(what .. ": not within " .. vim.env.E2E_TIMEOUT .. " seconds") end
end

-- 0-based line and column of the nth occurrence (from 0) of a word.
local function find(word, nth)
  for line = 1, vim.fn.line("$") do
    local from = 1
    while true do
      local start = vim.fn.getline(line):find("%f[%w_]" .. word .. "%f[^%w_]", from)
      if not start then break end
      if nth == 0 then return line - 1, start - 1 end
      nth, from = nth - 1, start + 1
    end
  end
end

local function drive()
  vim.cmd("edit " .. vim.fn.fnameescape(asked.file))
  wait("the server is ready", function()
    local client = vim.lsp.get_active_clients()[1]
    return client and client.initialized
  end)

  if asked.problem then
    local function worst()
      return vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR })[1]
    end
    wait("an error is reported", worst)
    seen.problem = { line = worst().lnum + 1, message = worst().message }
  end

  if asked.hover then
    local line, column = find(asked.hover.word, asked.hover.nth)
    vim.api.nvim_win_set_cursor(0, { line + 1, column })
    local answers = vim.lsp.buf_request_sync(0, "textDocument/hover", vim.lsp.util.make_position_params(), patience)
    for _, answer in pairs(answers or error("no hover")) do seen.hover = answer.result.contents.value end
  end

  if asked.definition then
    local line, column = find(asked.definition.word, asked.definition.nth)
    vim.api.nvim_win_set_cursor(0, { line + 1, column })
    vim.lsp.buf.definition()
    wait("the definition is in " .. asked.definition.toFile, function() return vim.api.nvim_buf_get_name(0):match(asked.definition.toFile .. "$") end)
    seen.definition = { file = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ":t"), line = vim.api.nvim_win_get_cursor(0)[1] }
  end
end

-- An error must end Neovim, which would wait for keys otherwise.
local ok, problem = pcall(drive)
if not ok then
  io.stderr:write(tostring(problem))
  vim.cmd("cquit")
end
vim.fn.writefile({ vim.fn.json_encode(seen) }, vim.env.SEEN)
vim.cmd("qa!")
