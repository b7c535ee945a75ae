package io.peregrine.nativeplugin;

/** The functions that a plugin's library exports, {@code plugin_} and the word; from {@code plugin_api.h} of plugin API 3.12. */
enum PluginSymbol {
    GET_REQUIRED_API_VERSION,
    GET_VERSION,
    GET_NAME,
    GET_DESCRIPTION,
    GET_CONTACT,
    INIT,
    DESTROY,
    GET_LAST_ERROR,
    GET_INIT_SCHEMA,
    GET_ID,
    GET_EVENT_SOURCE,
    OPEN,
    CLOSE,
    NEXT_BATCH,
    GET_PROGRESS,
    LIST_OPEN_PARAMS,
    EVENT_TO_STRING,
    GET_FIELDS,
    EXTRACT_FIELDS,
    GET_EXTRACT_EVENT_TYPES,
    GET_EXTRACT_EVENT_SOURCES,
    PARSE_EVENT,
    GET_PARSE_EVENT_TYPES,
    GET_PARSE_EVENT_SOURCES,
    GET_ASYNC_EVENT_SOURCES,
    GET_ASYNC_EVENTS,
    SET_ASYNC_EVENT_HANDLER,
    DUMP_STATE,
    SET_CONFIG,
    GET_METRICS,
    CAPTURE_OPEN,
    CAPTURE_CLOSE,
    GET_REQUIRED_EVENT_SCHEMA_VERSION;

    /** The first so many must be there, in this order. */
    static final int REQUIRED = GET_LAST_ERROR.ordinal() + 1;

    /** The word without prefix, as messages about required functions have it. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The name as exported. */
    String exported() {
        return "plugin_" + word();
    }
}
