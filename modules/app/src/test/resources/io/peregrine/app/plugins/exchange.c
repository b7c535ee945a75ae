/* Plugins for the tests of exchanges, one for each of -DTICKS, -DTOCKS, -DKEEPER, -DREADER. */
#include "peregrine_plugin.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* config: what init_config said; nth: which instance of the plugin it is; others: what a plugin needs besides. */
typedef struct { char config[256], error[256], text[600]; int nth; const char *value; uint64_t number; void *table, *field; } plugin;

static plugin *begin(const pp_init_input *in, pp_code *code) {
    static int instances;
    plugin *p = calloc(1, sizeof *p);
    snprintf(p->config, sizeof p->config, "%s", in->config);
    p->nth = ++instances;
    *code = strcmp(p->config, "refused") ? PP_SUCCESS : PP_FAILURE;
    snprintf(p->error, sizeof p->error, "the configuration is refused");
    return p;
}
PP_EXPORT const char *plugin_get_required_api_version(void) { return PP_API_VERSION; }
PP_EXPORT const char *plugin_get_version(void) { return "0.1.0"; }
PP_EXPORT const char *plugin_get_description(void) { return "A plugin of a test"; }
PP_EXPORT const char *plugin_get_contact(void) { return "none"; }
PP_EXPORT void plugin_destroy(void *state) { free(state); }
PP_EXPORT const char *plugin_get_last_error(void *state) { return ((plugin *)state)->error; }

/* A source that ticks until the file that open_params names is there; it cannot be opened for a text that is no path. */
#ifdef TICKS
#define SOURCE "ticks"
#define ID 999
#endif
#ifdef TOCKS
#define SOURCE "tocks"
#define ID 998
#endif
#ifdef SOURCE
typedef struct { char stop[256], room[PP_PAYLOAD + 16]; pp_event *events[1]; } stream;
PP_EXPORT const char *plugin_get_name(void) { return SOURCE; }
PP_EXPORT uint32_t plugin_get_id(void) { return ID; }
PP_EXPORT const char *plugin_get_event_source(void) { return SOURCE; }
PP_EXPORT void *plugin_init(const pp_init_input *in, pp_code *code) { return begin(in, code); }
PP_EXPORT void *plugin_open(void *state, const char *parameters, pp_code *code) {
    stream *s = calloc(1, sizeof *s);
    snprintf(s->stop, sizeof s->stop, "%s", parameters);
    *code = parameters[0] == '/' ? PP_SUCCESS : PP_FAILURE;
    snprintf(((plugin *)state)->error, 256, "nothing ticks at %.100s", parameters);
    return s;
}
PP_EXPORT void plugin_close(void *state, void *opened) { free(opened); }
PP_EXPORT pp_code plugin_next_batch(void *state, void *opened, uint32_t *count, pp_event ***events) {
    stream *s = opened;
    *count = 0;
    if (access(s->stop, F_OK) == 0) return PP_END;
    usleep(5000);
    s->events[0] = pp_make_event(s->room, PP_NOW, ID, "tick", 4);
    *events = s->events;
    *count = 1;
    return PP_SUCCESS;
}
PP_EXPORT const char *plugin_get_fields(void) { return "[{\"type\": \"string\", \"name\": \"" SOURCE ".from\", \"desc\": \"Which instance answers.\"}]"; }
#endif

/* Counts the ticks in a field of the thread table and, where it is told to, brings a table of its own. */
#ifdef KEEPER
static const char *name(void *t) { return "keeper_table"; }
static uint64_t size(void *t) { return ((plugin *)t)->nth; }
static void *none(void) { return 0; }
static pp_code failure(void) { return PP_FAILURE; }
static const pp_field_info *list(void *t, uint32_t *count) { *count = 0; return 0; }
PP_EXPORT const char *plugin_get_name(void) { return "keeper"; }
PP_EXPORT const char *plugin_get_parse_event_sources(void) { return "[\"ticks\"]"; }
PP_EXPORT const char *plugin_get_extract_event_sources(void) { return "[\"ticks\"]"; }
PP_EXPORT void *plugin_init(const pp_init_input *in, pp_code *code) {
    plugin *p = begin(in, code);
    static pp_table_reader reader;
    static pp_table_writer writer;
    static pp_table_fields fields;
    reader = (pp_table_reader){ name, size, (void *)none, (void *)failure, (void *)none, (void *)none };
    writer = (pp_table_writer){ (void *)failure, (void *)failure, (void *)none, (void *)none, (void *)none, (void *)failure };
    fields = (pp_table_fields){ list, (void *)none, (void *)none };
    pp_table_input table = { "keeper_table", PP_U64, p, { { name, size, (void *)none, (void *)failure } }, writer, fields, &reader, &writer, &fields };
    p->table = in->tables->get(in->owner, "threads", PP_S64);
    p->field = in->tables->fields->add(p->table, "keeper_ticks", PP_U64);
    if (!p->field || in->tables->add(in->owner, &table) != PP_SUCCESS) *code = PP_FAILURE;
    return p;
}
PP_EXPORT pp_code plugin_parse_event(void *state, const pp_event_input *in, const pp_parse_input *with) {
    plugin *p = state;
    pp_value key = { .s64 = 1 }, value = { .u64 = 0 };
    void *entry = with->reader->entry(p->table, &key);
    if (entry) with->reader->read(p->table, entry, p->field, &value);
    else entry = with->writer->add(p->table, &key, with->writer->create(p->table));
    p->number = ++value.u64;
    with->writer->write(p->table, entry, p->field, &value);
    with->reader->release(p->table, entry);
    return PP_SUCCESS;
}
PP_EXPORT const char *plugin_get_fields(void) { return "[{\"type\": \"string\", \"name\": \"keeper.from\", \"desc\": \"Which instance answers, and how many ticks it knows of.\"}]"; }
#endif

/* Asks for the keeper's table. */
#ifdef READER
PP_EXPORT const char *plugin_get_name(void) { return "reader"; }
PP_EXPORT const char *plugin_get_extract_event_sources(void) { return "[\"ticks\"]"; }
PP_EXPORT void *plugin_init(const pp_init_input *in, pp_code *code) {
    plugin *p = begin(in, code);
    p->table = in->tables->get(in->owner, "keeper_table", PP_U64);
    if (!p->table) *code = PP_FAILURE;
    return p;
}
PP_EXPORT const char *plugin_get_fields(void) { return "[{\"type\": \"string\", \"name\": \"reader.from\", \"desc\": \"Which instance answers, and of which keeper.\"}]"; }
#endif

PP_EXPORT pp_code plugin_extract_fields(void *state, const pp_event_input *in, const pp_extract_input *wanted) {
    plugin *p = state;
    p->value = p->text;
#ifdef READER
    p->number = wanted->reader->size(p->table);
#endif
    snprintf(p->text, sizeof p->text, "%s/%d/%lu", p->config, p->nth, p->number);
    for (uint32_t i = 0; i < wanted->count; i++) {
        wanted->fields[i].values.texts = &p->value;
        wanted->fields[i].count = 1;
    }
    return PP_SUCCESS;
}
