/**
 * One class per thing that the command line can be asked for. A command takes values, calls a door of another module and prints; it decides
 * nothing that another module could.
 */
package io.peregrine.app.command;
