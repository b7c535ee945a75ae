package io.peregrine.container;

import io.peregrine.pipeline.InjectionQueue;
import java.util.function.Consumer;

/**
 * What containers that are looked up need of the run.
 *
 * @param events where container events are put
 * @param wake says that values which alerts wait for may have come
 * @param info takes sentences for the operator
 * @param warning takes sentences about what is wrong
 */
public record LiveSurroundings(InjectionQueue events, Runnable wake, Consumer<String> info, Consumer<String> warning) {}
