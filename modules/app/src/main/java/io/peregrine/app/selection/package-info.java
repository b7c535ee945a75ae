/**
 * Which system calls the kernel has to report: what the rules name, what the tables need, and what the settings add or take away. Sets of
 * portable ids ({@link io.peregrine.schema.SyscallTable}); nothing here knows a kernel.
 */
package io.peregrine.app.selection;
