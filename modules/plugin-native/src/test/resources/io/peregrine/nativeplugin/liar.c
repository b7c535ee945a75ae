/* A source that lies as its open parameters say, or ends the process. Its field liar.text lies as its configuration says. What it says of itself is the
   text that it was compiled with. */
#include "kit.h"
#ifndef SAYS
#define SAYS "liar"
#endif
ABOUT(SAYS, "A plugin that lies: " SAYS)
struct plugin { char config[64]; };
struct stream { char lie[64]; int turn; };
EXPORT void *plugin_init(const struct init_in *in, code *rc) { struct plugin *p = calloc(1, sizeof *p); snprintf(p->config, sizeof p->config, "%s", in->config); *rc = OK; return p; }
EXPORT void plugin_destroy(void *s) { free(s); }
EXPORT const char *plugin_get_last_error(void *s) { return "the liar is caught"; }
EXPORT uint32_t plugin_get_id(void) { return 977; }
EXPORT const char *plugin_get_event_source(void) { return SAYS; }
EXPORT void *plugin_open(void *s, const char *params, code *rc) { struct stream *i = calloc(1, sizeof *i); snprintf(i->lie, sizeof i->lie, "%s", params); *rc = OK; return i; }
EXPORT void plugin_close(void *s, void *i) { free(i); }
static struct event *make(char *room) { uint32_t id = 0; struct bytes ps[2] = { { 4, &id }, { 5, "hello" } }; return make_event(room, 1700000000000000000ull, -1, EVENT_PLUGIN, 1, 2, ps); }
#define IS(x) (!strcmp(i->lie, x))
EXPORT code plugin_next_batch(void *s, void *in, uint32_t *n, struct event ***evts) {
    static char room[256]; static struct event *one[1], **many; struct stream *i = in; struct event *e = make(room); one[0] = e; *n = 1; *evts = one;
    if (i->turn++) { *n = 0; return ENDED; }
    if (IS("no event")) one[0] = NULL;
    if (IS("an event at 16")) one[0] = (void *)16;
    if (IS("an event far away")) one[0] = (void *)0x7fff000000000000;
    if (IS("an array at 8")) *evts = (void *)8;
    if (IS("no array")) *evts = NULL;
    if (IS("a short event")) e->len = 10;
    if (IS("a long event")) e->len = 0xffffffff;
    if (IS("many parameters")) e->nparams = 900;
    if (IS("another id")) { uint32_t id = 5; memcpy(room + 34, &id, 4); }
    if (IS("another code")) e->type = 9999;
    if (IS("a million events")) { if (!many) { many = malloc(1000000 * sizeof *many); for (int k = 0; k < 1000000; k++) many[k] = e; } *evts = many; *n = 1000000; }
    if (IS("an odd result")) return 77;
    if (IS("exit")) exit(3);
    if (IS("abort")) abort();
    if (IS("fault")) *(volatile int *)8 = 1;
    return OK;
}
EXPORT const char *plugin_get_fields(void) { return "[{\"type\":\"string\",\"name\":\"liar.text\",\"desc\":\"a text, " SAYS "\"}]"; }
EXPORT code plugin_extract_fields(void *s, const struct event_in *e, const struct extract_in *x) {
    static const char *text; struct plugin *p = s; text = "a text"; x->fields->res.str = &text; x->fields->res_len = 1;
    if (!strcmp(p->config, "no result")) x->fields->res.any = NULL;
    if (!strcmp(p->config, "a result at 8")) x->fields->res.any = (void *)8;
    if (!strcmp(p->config, "many results")) x->fields->res_len = UINT64_MAX;
    if (!strcmp(p->config, "a text at 16")) text = (const char *)16;
    return OK;
}
