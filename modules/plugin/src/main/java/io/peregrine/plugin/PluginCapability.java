package io.peregrine.plugin;

/** Something that a plugin can do. A Java plugin implements the interfaces of its capabilities beside {@link Plugin}. */
public sealed interface PluginCapability
        permits EventSourcing, FieldExtraction, EventParsing, AsyncEvents, CaptureListening, MetricsReporting {}
