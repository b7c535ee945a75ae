package io.peregrine.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says more of a component of a configuration record than its type does. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface ConfigKey {
    /** What it is for, in a sentence. */
    String description() default "";

    /** Its value when the configuration does not have it, as it would be written there; without one such a component must be given. */
    String[] fallback() default {};
}
