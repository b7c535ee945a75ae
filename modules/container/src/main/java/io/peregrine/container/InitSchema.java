package io.peregrine.container;

import io.peregrine.event.Compatibility;

/** The JSON schema of what the plugin may be configured with, its {@code init_config}: the keys of Falco's plugin 0.7.1. */
public final class InitSchema {
    private static final String TEXT = """
            {
              "$schema": "http://json-schema.org/draft-04/schema#",
              "title": "Configuration of the plugin container",
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "label_max_len": {"type": "integer", "description": "Labels with longer values, in bytes, are left out; 100 unless set."},
                "with_size": {"type": "boolean", "description": "Whether runtimes are asked for sizes, which is slow; false unless set."},
                "hooks": {
                  "type": %1$s,
                  "items": {"enum": ["create", "start"]},
                  "description": "The moments at which a container event comes, whether or not something differs; create unless set."
                },
                "log_level": {"enum": ["trace", "debug", "info", "warn", "error"], "description": "Taken and not used: look-ups write to the log of the engine."},
                "engines": {"$ref": "#/definitions/engines"}
              },
              "definitions": {
                "engines": {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "docker": {"$ref": "#/definitions/asked"},
                    "podman": {"$ref": "#/definitions/asked"},
                    "containerd": {"$ref": "#/definitions/asked"},
                    "cri": {"$ref": "#/definitions/asked"},
                    "lxc": {"$ref": "#/definitions/told"},
                    "libvirt_lxc": {"$ref": "#/definitions/told"},
                    "bpm": {"$ref": "#/definitions/told"},
                    "static": {"$ref": "#/definitions/fixed"}
                  },
                  "required": [%2$s],
                  "description": "The container engines; those that are left out are on."
                },
                "asked": {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "enabled": {"type": "boolean"},
                    "sockets": {"type": %1$s, "items": {"type": "string"}, "description": "Where it listens, without HOST_ROOT; the usual places unless set."}
                  },
                  "required": [%3$s]
                },
                "told": {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {"enabled": {"type": "boolean"}},
                  "required": [%4$s]
                },
                "fixed": {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "enabled": {"type": "boolean"},
                    "container_id": {"type": "string", "minLength": 1},
                    "container_name": {"type": "string", "minLength": 1},
                    "container_image": {"type": "string", "minLength": 1}
                  },
                  "required": [%5$s],
                  "description": "One container that every process is said to be in."
                }
              }
            }
            """;

    private InitSchema() {}

    /** The schema. Falco's requires of {@code engines} every member, and empty lists cannot be written; where Falco need not be followed all has a default. */
    public static String text(Compatibility compatibility) {
        return compatibility.isExact()
                ? TEXT.formatted(
                        "\"array\"",
                        "\"bpm\", \"containerd\", \"cri\", \"docker\", \"libvirt_lxc\", \"lxc\", \"podman\"",
                        "\"enabled\", \"sockets\"",
                        "\"enabled\"",
                        "\"enabled\", \"container_id\", \"container_name\", \"container_image\"")
                : TEXT.formatted("[\"array\", \"null\"]", "", "", "", "");
    }
}
