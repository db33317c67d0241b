#pragma once

/// Where the pass that callgrind counts begins: it is told to set its counts to zero before this is called.
void codec_pass_begins(void);

/// Where the pass ends: callgrind writes its counts down before this is called.
void codec_pass_ends(void);
