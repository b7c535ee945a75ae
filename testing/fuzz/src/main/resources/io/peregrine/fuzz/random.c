/* A plugin that answers from a seed: texts, counts, codes, events, values and results are right, damaged or random. Pointers lie in memory that can be read,
 * since a pointer to nothing ends the process whoever follows it. The seed stands in the file that the environment variable PEREGRINE_FUZZ_SEED names.
 * The layouts are those of plugin API 3.12. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#define EXPORT __attribute__((visibility("default")))

static uint64_t state = 1;
static uint64_t roll(void) { state ^= state << 13; state ^= state >> 7; state ^= state << 17; return state; }
static int one_in(int n) { return roll() % n == 0; }
static void seed(int salt) {
    const char *path = getenv("PEREGRINE_FUZZ_SEED"); FILE *f = path ? fopen(path, "r") : NULL; unsigned long long n = 1;
    if (f) { if (fscanf(f, "%llu", &n) != 1) n = 1; fclose(f); }
    state = n * 0x9e3779b97f4a7c15ull + salt * 77 + 1; if (!state) state = 1; roll(); roll();
}
/* Room of which the first part is used; what is behind it can be read as well. */
static char *room(void) { static char *r; if (!r) r = mmap(NULL, 1ull << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0); return r; }
static const char *damaged(int salt, const char *right) {
    static char texts[32][2048]; char *t = texts[salt % 32]; seed(salt); snprintf(t, 2048, "%s", right); int n = strlen(t);
    if (one_in(60)) for (int k = 1 + roll() % 3; k > 0 && n; k--) t[roll() % n] = (char)roll();
    else if (one_in(150)) for (n = 0; n < 2000; n++) t[n] = (char)(1 + roll() % 255), t[n + 1] = 0;
    else if (one_in(150)) t[roll() % (n + 1)] = 0;
    else if (one_in(300)) return NULL;
    return t;
}
EXPORT const char *plugin_get_required_api_version(void) { return "3.12.0"; }
EXPORT const char *plugin_get_version(void) { return damaged(1, "1.2.3"); }
EXPORT const char *plugin_get_name(void) { return damaged(2, "random"); }
EXPORT const char *plugin_get_description(void) { return damaged(3, "answers from a seed"); }
EXPORT const char *plugin_get_contact(void) { return damaged(4, "nobody"); }
EXPORT const char *plugin_get_last_error(void *s) { return damaged(5, "a random failure"); }
EXPORT const char *plugin_get_init_schema(uint32_t *type) { seed(6); *type = one_in(10) ? (uint32_t)(roll() % 4) : 0; return damaged(7, "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\",\"minimum\":3}},\"required\":[\"b\"]}"); }
EXPORT uint32_t plugin_get_id(void) { seed(8); return one_in(60) ? (uint32_t)roll() : 977; }
EXPORT const char *plugin_get_event_source(void) { return damaged(9, "random"); }
EXPORT const char *plugin_get_fields(void) { return damaged(10, "[{\"type\":\"string\",\"name\":\"r.s\",\"desc\":\"a\"},{\"type\":\"uint64\",\"name\":\"r.n\",\"desc\":\"b\",\"isList\":true},{\"type\":\"bool\",\"name\":\"r.b\",\"desc\":\"c\"},{\"type\":\"ipaddr\",\"name\":\"r.a\",\"desc\":\"d\"},{\"type\":\"ipnet\",\"name\":\"r.p\",\"desc\":\"e\",\"isList\":true},{\"type\":\"string\",\"name\":\"r.l\",\"desc\":\"f\",\"isList\":true}]"); }
EXPORT const char *plugin_get_extract_event_sources(void) { return damaged(11, "[\"random\",\"syscall\"]"); }
EXPORT const char *plugin_get_parse_event_sources(void) { return damaged(12, "[]"); }
EXPORT const char *plugin_get_async_events(void) { return damaged(13, "[\"tick\",\"tock\"]"); }
EXPORT uint16_t *plugin_get_extract_event_types(uint32_t *n, void *s) { static uint16_t t[64]; seed(14); *n = roll() % 64; for (int i = 0; i < 64; i++) t[i] = one_in(3000) ? (uint16_t)roll() : one_in(3) ? 402 : 322; return t; }
EXPORT void *plugin_init(const void *in, int32_t *rc) { seed(15); *rc = one_in(60) ? (int32_t)roll() : 0; return one_in(10) ? NULL : calloc(1, 8); }
EXPORT void plugin_destroy(void *s) { free(s); }
EXPORT void *plugin_open(void *s, const char *params, int32_t *rc) { seed(16); *rc = one_in(60) ? (int32_t)roll() : 0; return calloc(1, 8); }
EXPORT void plugin_close(void *s, void *i) { free(i); }
EXPORT const char *plugin_list_open_params(void *s, int32_t *rc) { seed(17); *rc = one_in(40); return damaged(18, "[{\"value\":\"a\",\"desc\":\"b\"},{\"value\":\"c\"}]"); }
EXPORT const char *plugin_event_to_string(void *s, const void *e) { return damaged(19, "a random event"); }
static int event(char *at) {
    uint64_t ts = one_in(5) ? roll() : one_in(3) ? UINT64_MAX : 1700000000000000000ull, tid = roll(); int size = roll() % 300;
    uint32_t len = 38 + size, id = one_in(2000) ? (uint32_t)roll() : 0, four = 4, n = 2; uint16_t type = 322;
    if (one_in(3000)) len = (uint32_t)roll(); if (one_in(2000)) four = (uint32_t)roll(); if (one_in(3000)) type = (uint16_t)roll(); if (one_in(3000)) n = (uint32_t)roll();
    uint32_t payload = one_in(20) ? (uint32_t)roll() : (uint32_t)size;
    memcpy(at, &ts, 8); memcpy(at + 8, &tid, 8); memcpy(at + 16, &len, 4); memcpy(at + 20, &type, 2); memcpy(at + 22, &n, 4); memcpy(at + 26, &four, 4); memcpy(at + 30, &payload, 4); memcpy(at + 34, &id, 4);
    for (int i = 0; i < size; i++) at[38 + i] = (char)roll();
    return 38 + size;
}
EXPORT int32_t plugin_next_batch(void *s, void *i, uint32_t *n, void ***evts) {
    static void *list[4096]; uint64_t *turn = i; seed(1000 + (int)*turn); char *at = room(); int count = roll() % 64;
    if ((*turn)++ > 30) { *n = 0; return 2; }
    for (int k = 0; k < count; k++) { list[k] = one_in(3000) ? NULL : at; at += event(at); }
    for (int k = count; k < 4096; k++) list[k] = NULL;
    *n = one_in(300) ? (uint32_t)(roll() % 4096) : (uint32_t)count; *evts = one_in(300) ? NULL : list;
    return one_in(10) ? -1 : one_in(40) ? (int32_t)roll() : 0;
}
EXPORT int32_t plugin_parse_event(void *s, const void *e, const void *x) { return (int32_t)roll(); }
EXPORT int32_t plugin_extract_fields(void *s, const void *e, const void *x) {
    static uint64_t words[64]; static struct { uint32_t len; const void *ptr; } buffers[32]; static char texts[32][64]; static const char *pointers[32];
    char *f = *(char **)((char *)x + 24); uint32_t type; memcpy(&type, f + 52, 4); uint64_t n = one_in(20) ? roll() : one_in(3) ? roll() % 32 : 1; void *res = words;
    for (int k = 0; k < 64; k++) words[k] = roll();
    for (int k = 0; k < 32; k++) {
        for (int c = 0; c < 63; c++) texts[k][c] = (char)(one_in(30) ? 0 : roll()); texts[k][63] = 0;
        pointers[k] = one_in(30) ? NULL : texts[k]; buffers[k].len = one_in(4) ? (uint32_t)roll() : one_in(2) ? 4 : 16; buffers[k].ptr = one_in(30) ? NULL : texts[k];
    }
    if (type == 9) res = pointers; if (type == 40 || type == 41) res = buffers; if (one_in(60)) res = NULL;
    if (n > 32 && n < 1ull << 20) n = 32;
    if (n >= 1ull << 20 && n <= 1ull << 32) n = UINT64_MAX;
    memcpy(f, &res, 8); memcpy(f + 8, &n, 8); return one_in(15) ? (int32_t)roll() : 0;
}
EXPORT void *plugin_get_metrics(void *s, uint32_t *n) {
    static struct { const char *name; uint32_t type; uint64_t value; uint32_t value_type; } m[8]; seed(20); *n = roll() % 9;
    for (int k = 0; k < 8; k++) { m[k].name = damaged(21 + k % 8, "a_metric"); m[k].type = one_in(4) ? (uint32_t)roll() : 0; m[k].value = roll(); m[k].value_type = one_in(4) ? (uint32_t)roll() : roll() % 7; }
    return one_in(20) ? NULL : m;
}
EXPORT int32_t plugin_set_async_event_handler(void *s, void *owner, int32_t (*h)(void *, const void *, char *)) {
    seed(30); char b[4096], err[1024];
    if (h) for (int k = roll() % 50; k > 0; k--) {
        memset(b, 0, sizeof b); int size = event(b); uint16_t type = one_in(20) ? (uint16_t)roll() : 402; uint32_t n = one_in(20) ? (uint32_t)roll() : 3, five = one_in(10) ? (uint32_t)roll() : 5, len = 42 + 5 + 9;
        if (one_in(20)) len = roll() % 4000; uint32_t rest = one_in(10) ? (uint32_t)roll() : 9;
        memcpy(b + 16, &len, 4); memcpy(b + 20, &type, 2); memcpy(b + 22, &n, 4); memcpy(b + 30, &five, 4); memcpy(b + 34, &rest, 4); memcpy(b + 42, one_in(10) ? "??" : "tick", 5);
        h(owner, one_in(50) ? NULL : b, one_in(3) ? NULL : err); (void)size;
    }
    return one_in(60) ? (int32_t)roll() : 0;
}
EXPORT int32_t plugin_dump_state(void *s, void *owner, int32_t (*h)(void *, const void *, char *)) { return plugin_set_async_event_handler(s, owner, h); }
