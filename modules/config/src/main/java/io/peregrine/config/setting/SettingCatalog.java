package io.peregrine.config.setting;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All settings, by key and as a tree. Immutable. */
public final class SettingCatalog {
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final List<FormerSetting> former = new ArrayList<>();
    private final Branch root = new Branch();

    private SettingCatalog() {
        for (String[] cells : rows("settings.tsv")) {
            Setting setting = new Setting(cells[0], SettingType.parse(cells[1]), cells[2], cells[3]);
            settings.put(setting.key(), setting);
            root.descend(setting.key()).setting = setting;
        }
        for (String[] cells : rows("sections.tsv")) {
            root.descend(cells[0]).demand =
                    cells[1].equals("*") ? Demand.ANY_KEY : new Demand(List.of(cells[1].split(",")), false);
        }
        for (String[] cells : rows("former-settings.tsv")) {
            former.add(new FormerSetting(cells[0], cells[1], cells[2]));
            root.descend(cells[0]).former = true;
        }
    }

    /** Reads the table that is part of the program. */
    public static SettingCatalog load() {
        return new SettingCatalog();
    }

    /** Returns a setting that is known to exist. */
    public Setting get(String key) {
        Setting setting = settings.get(key);
        if (setting == null) {
            throw new IllegalArgumentException("no setting is called " + key);
        }
        return setting;
    }

    /** Returns a setting by its key. */
    public Optional<Setting> find(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    /** Returns all settings in the table's order. */
    public Collection<Setting> all() {
        return List.copyOf(settings.values());
    }

    /** Returns the keys of earlier releases. */
    public List<FormerSetting> former() {
        return List.copyOf(former);
    }

    /** Whether the schema has a key, be it a setting or a section. */
    public boolean isInForce(String key) {
        return !root.descend(key).isFormer();
    }

    Branch root() {
        return root;
    }

    private static List<String[]> rows(String resource) {
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(SettingCatalog.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    rows.add(line.split("\t", -1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the built-in table " + resource, e);
        }
        return rows;
    }

    /**
     * What a section must hold where it stands at all.
     *
     * @param keys the names of keys
     * @param anyKey whether it must hold some key, whichever
     */
    record Demand(List<String> keys, boolean anyKey) {
        static final Demand NONE = new Demand(List.of(), false);
        static final Demand ANY_KEY = new Demand(List.of(), true);
    }

    /** A place in the tree of keys: a setting, a group of settings, or a list whose entries are either. */
    static final class Branch {
        private final Map<String, Branch> children = new LinkedHashMap<>();
        private Branch item;
        private Setting setting;
        private boolean former;
        private Demand demand = Demand.NONE;

        Demand demand() {
            return demand;
        }

        Map<String, Branch> children() {
            return children;
        }

        Optional<Branch> item() {
            return Optional.ofNullable(item);
        }

        Optional<Setting> setting() {
            return Optional.ofNullable(setting);
        }

        /** Tells whether the key, or every key below it, belongs to an earlier release only. */
        boolean isFormer() {
            return setting == null
                    && item == null
                    && (children.isEmpty() ? former : children.values().stream().allMatch(Branch::isFormer));
        }

        private Branch descend(String key) {
            Branch at = this;
            for (String name : key.split("\\.")) {
                boolean list = name.endsWith("[]");
                at = at.children.computeIfAbsent(
                        list ? name.substring(0, name.length() - 2) : name, ignored -> new Branch());
                if (list) {
                    at.item = at.item == null ? new Branch() : at.item;
                    at = at.item;
                }
            }
            return at;
        }
    }
}
