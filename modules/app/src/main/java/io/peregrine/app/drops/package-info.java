/**
 * What is done when the kernel lost events or none come: windows of a second, a limit on how often it is said, and the actions of the setting
 * {@code syscall_event_drops}. Pure logic over counters and event times; logs and alerts go out through interfaces.
 */
package io.peregrine.app.drops;
