/* What a plugin in C needs: the binary interface of Falco's plugin API 3.12, declared by Peregrine. A plugin that is built with it runs in Falco too.
 *
 * A plugin is a shared library that exports functions called plugin_...; PP_EXPORT marks them. Always needed:
 *   const char *plugin_get_required_api_version(void), plugin_get_name, plugin_get_version, plugin_get_description, plugin_get_contact
 *   void *plugin_init(const pp_init_input *, pp_code *), void plugin_destroy(void *state), const char *plugin_get_last_error(void *state)
 * A source:  uint32_t plugin_get_id(void), const char *plugin_get_event_source(void), void *plugin_open(void *state, const char *parameters, pp_code *),
 *            void plugin_close(void *state, void *stream), pp_code plugin_next_batch(void *state, void *stream, uint32_t *count, pp_event ***events)
 * Fields:    const char *plugin_get_fields(void), pp_code plugin_extract_fields(void *state, const pp_event_input *, const pp_extract_input *)
 * A parser:  pp_code plugin_parse_event(void *state, const pp_event_input *, const pp_parse_input *)
 * What a function returns stays the plugin's; texts are copied at once, events and values are read before the next call of the same function. */
#ifndef PEREGRINE_PLUGIN_H
#define PEREGRINE_PLUGIN_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define PP_EXPORT __attribute__((visibility("default")))
#define PP_API_VERSION "3.12.0"
#define PP_NOW UINT64_MAX /* the time of an event that happens now */

/* What a call answers. TIMEOUT: no event for now. END: no event ever again. */
typedef int32_t pp_code;
enum { PP_SUCCESS = 0, PP_FAILURE = 1, PP_TIMEOUT = -1, PP_END = 2, PP_NOT_SUPPORTED = 3 };
typedef uint32_t pp_bool;

/* Codes of events that belong to plugins. */
enum { PP_PLUGIN_EVENT = 322, PP_ASYNC_EVENT = 402 };
/* Types of fields, of values in tables, how urgent a line of the log is. */
enum { PP_UINT64 = 8, PP_STRING = 9, PP_RELTIME = 20, PP_ABSTIME = 21, PP_BOOL = 25, PP_IPADDR = 40, PP_IPNET = 41 };
enum { PP_S8 = 1, PP_S16, PP_S32, PP_S64, PP_U8, PP_U16, PP_U32, PP_U64, PP_TEXT, PP_TABLE, PP_FLAG = 25 };
enum { PP_FATAL = 1, PP_CRITICAL, PP_ERROR, PP_WARNING, PP_NOTICE, PP_INFO, PP_DEBUG, PP_TRACE };

/* The head of an event; behind it the lengths of its parameters, then the parameters. */
#pragma pack(push, 1)
typedef struct { uint64_t timestamp, tid; uint32_t length; uint16_t code; uint32_t parameters; } pp_event;
#pragma pack(pop)
typedef struct { const pp_event *event; uint64_t number; const char *source; } pp_event_input;

/* A field that is asked for, and room for pointers to its values: texts, 8-byte numbers, 4-byte truth values, buffers. */
typedef struct { uint32_t length; const void *bytes; } pp_buffer;
typedef struct {
    union { const char **texts; uint64_t *numbers; pp_bool *truths; pp_buffer *buffers; } values;
    uint64_t count;
    uint32_t id; const char *name, *key; uint64_t index; pp_bool has_argument; uint32_t type; pp_bool list;
} pp_field;

/* Tables: pointers to tables, entries and fields stand for what the host has. */
typedef union { int8_t s8; int16_t s16; int32_t s32; int64_t s64; uint8_t u8; uint16_t u16; uint32_t u32; uint64_t u64; const char *text; pp_bool flag; void *table; } pp_value;
typedef struct { const char *name; uint32_t type; } pp_table_info;
typedef struct { const char *name; uint32_t type; pp_bool read_only; } pp_field_info;
typedef struct {
    const pp_field_info *(*list)(void *table, uint32_t *count);
    void *(*get)(void *table, const char *name, uint32_t type);
    void *(*add)(void *table, const char *name, uint32_t type);
} pp_table_fields;
typedef struct {
    const char *(*name)(void *table);
    uint64_t (*size)(void *table);
    void *(*entry)(void *table, const pp_value *key);
    pp_code (*read)(void *table, void *entry, const void *field, pp_value *out);
    void (*release)(void *table, void *entry);
    pp_bool (*iterate)(void *table, pp_bool (*visit)(void *context, void *entry), void *context);
} pp_table_reader;
typedef struct {
    pp_code (*clear)(void *table);
    pp_code (*erase)(void *table, const pp_value *key);
    void *(*create)(void *table);
    void (*destroy)(void *table, void *entry);
    void *(*add)(void *table, const pp_value *key, void *entry);
    pp_code (*write)(void *table, void *entry, const void *field, const pp_value *in);
} pp_table_writer;
/* Without the last two functions of the reader: what plugins of API 3.0 know. */
typedef struct { void *functions[4]; } pp_old_reader;
typedef struct {
    const char *name; uint32_t key_type; void *table; pp_old_reader old_reader; pp_table_writer old_writer; pp_table_fields old_fields;
    pp_table_reader *reader; pp_table_writer *writer; pp_table_fields *fields;
} pp_table_input;
typedef struct {
    pp_table_info *(*list)(void *owner, uint32_t *count);
    void *(*get)(void *owner, const char *name, uint32_t key_type);
    pp_code (*add)(void *owner, const pp_table_input *table);
    pp_table_fields old_fields; pp_table_fields *fields; pp_table_reader *reader; pp_table_writer *writer;
} pp_tables;

/* What the calls are handed; valid during the call, the functions in it as long as the plugin. */
typedef struct {
    const char *config; void *owner; const char *(*owner_error)(void *owner); const pp_tables *tables;
    void (*log)(void *owner, const char *part, const char *text, uint32_t severity);
} pp_init_input;
typedef struct {
    void *owner; const char *(*owner_error)(void *owner); uint32_t count; pp_field *fields; pp_old_reader old_reader; pp_table_reader *reader; void *offsets;
} pp_extract_input;
typedef struct {
    void *owner; const char *(*owner_error)(void *owner); pp_old_reader old_reader; pp_table_writer old_writer; pp_table_reader *reader; pp_table_writer *writer;
} pp_parse_input;

_Static_assert(sizeof(pp_event) == 26 && offsetof(pp_event, parameters) == 22, "pp_event");
_Static_assert(sizeof(pp_field) == 64 && offsetof(pp_field, index) == 40 && offsetof(pp_field, list) == 56, "pp_field");
_Static_assert(sizeof(pp_table_input) == 152 && offsetof(pp_table_input, reader) == 128, "pp_table_input");
_Static_assert(sizeof(pp_tables) == 72 && sizeof(pp_init_input) == 40 && sizeof(pp_extract_input) == 80 && sizeof(pp_parse_input) == 112, "inputs");

/* Where the payload of a plugin's event begins: behind the head, two lengths of four bytes and the plugin's id. */
#define PP_PAYLOAD 38

/* Makes an event of a source in a room that has PP_PAYLOAD bytes more than the payload. */
static inline pp_event *pp_make_event(void *room, uint64_t timestamp, uint32_t id, const void *payload, uint32_t length) {
    pp_event head = { timestamp, UINT64_MAX, PP_PAYLOAD + length, PP_PLUGIN_EVENT, 2 };
    uint32_t lengths[] = { 4, length, id };
    memcpy(room, &head, sizeof head);
    memcpy((char *)room + sizeof head, lengths, sizeof lengths);
    memcpy((char *)room + PP_PAYLOAD, payload, length);
    return room;
}

/* The payload of a plugin's event, and its length. */
static inline const char *pp_payload(const pp_event *event, uint32_t *length) {
    *length = event->length - PP_PAYLOAD;
    return (const char *)event + PP_PAYLOAD;
}
#endif
