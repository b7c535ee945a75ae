/**
 * Native calls: libbpf, memory mappings, system facts. The only package of Peregrine that links to native code.
 *
 * <p>Each type wraps one native thing (an object file, a map, a program, a mapping), owns it, and gives it back when closed. Failures are
 * {@link io.peregrine.ffi.NativeException}s whose messages are sentences for users. Nothing here is called per event: what is hot works on
 * the memory that {@link io.peregrine.ffi.MappedMemory} hands out. No knowledge of events, programs or rules may enter.
 */
package io.peregrine.ffi;
