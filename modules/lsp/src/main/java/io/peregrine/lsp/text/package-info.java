/** Rules files as an author writes them: words of conditions with their places, names and where they are used. Tolerates every half-written text; no protocol. */
package io.peregrine.lsp.text;
