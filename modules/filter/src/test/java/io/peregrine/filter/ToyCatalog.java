package io.peregrine.filter;

import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.Dependency;
import io.peregrine.filter.field.FieldCatalog;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.field.FieldInfo;
import io.peregrine.schema.ParamType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A handful of fields, one of each kind that the language tells apart. */
public final class ToyCatalog implements FieldCatalog {
    private final Map<String, FieldInfo> fields = new LinkedHashMap<>();

    public ToyCatalog() {
        for (String name : List.of("proc.name", "proc.pname", "fd.name", "fd.typechar", "evt.type", "syscall.type")) {
            add(name, ParamType.CHARBUF, false, ArgumentForm.NONE, false);
        }
        add("evt.dir", ParamType.CHARBUF, false, ArgumentForm.NONE, false, FieldFlag.DEPRECATED);
        add("fd.num", ParamType.INT64, false, ArgumentForm.NONE, false);
        add("proc.duration", ParamType.RELTIME, false, ArgumentForm.NONE, false);
        add("proc.fdusage", ParamType.DOUBLE, false, ArgumentForm.NONE, false);
        add("proc.is_exe_writable", ParamType.BOOL, false, ArgumentForm.NONE, false);
        add("fd.sport", ParamType.PORT, false, ArgumentForm.NONE, false);
        add("fd.ip", ParamType.IPADDR, false, ArgumentForm.NONE, false, FieldFlag.NO_RIGHT_SIDE);
        add("fd.net", ParamType.IPNET, false, ArgumentForm.NONE, false, FieldFlag.NO_RIGHT_SIDE);
        add("fd.types", ParamType.CHARBUF, true, ArgumentForm.NUMBER, false);
        add("evt.around", ParamType.UINT64, false, ArgumentForm.NUMBER, true, FieldFlag.EQUALITY_ONLY);
        add("evt.abspath", ParamType.CHARBUF, false, ArgumentForm.SRC_OR_DST, false);
        add("evt.buffer", ParamType.BYTEBUF, false, ArgumentForm.NONE, false);
        add("user.uid", ParamType.UINT32, false, ArgumentForm.NONE, false);
        add(
                "proc.aname",
                ParamType.CHARBUF,
                false,
                ArgumentForm.INDEX,
                false,
                FieldFlag.NO_RIGHT_SIDE,
                FieldFlag.NO_TRANSFORMER);
        add("proc.env", ParamType.CHARBUF, false, ArgumentForm.INDEX_OR_KEY, false);
        add("evt.arg", ParamType.CHARBUF, false, ArgumentForm.PARAMETER, true);
        add("evt.rawarg", ParamType.DYN, false, ArgumentForm.RAW_PARAMETER, true, FieldFlag.NO_RIGHT_SIDE);
        add("thread.cgroup", ParamType.CHARBUF, false, ArgumentForm.SUFFIX, true);
        add("evt.type.is", ParamType.UINT32, false, ArgumentForm.EVENT_NAME, true);
    }

    private void add(
            String name, ParamType type, boolean list, ArgumentForm argument, boolean required, FieldFlag... flags) {
        fields.put(
                name, new FieldInfo(name, type, list, argument, required, Set.of(flags), "A toy.", Dependency.EVENT));
    }

    @Override
    public Optional<FieldInfo> find(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    @Override
    public List<FieldInfo> fields() {
        return new ArrayList<>(fields.values());
    }
}
