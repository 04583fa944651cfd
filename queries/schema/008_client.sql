-- SPDX-License-Identifier: GPL-3.0-or-later
-- 008_client: which program an agent names.
--
-- Told from the value by queries/agents/*.csv; meta 'agent_rules' is the SHA-256 of these. NULL until the first command that
-- may write tells them, and told anew when the rules change: the only columns of a dictionary that do.
ALTER TABLE agent ADD COLUMN class TEXT;           -- cli, sdk, console, browser, iac, tool, service, internal, attack, other
ALTER TABLE agent ADD COLUMN client TEXT;          -- AWS CLI 2; of a service its name
ALTER TABLE agent ADD COLUMN client_version TEXT;
ALTER TABLE agent ADD COLUMN system TEXT;          -- Linux, Windows, Kali, AWS Lambda
ALTER TABLE agent ADD COLUMN attack INTEGER;       -- 1: a tool or a system made for attacks
