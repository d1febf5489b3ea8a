package io.ordo.scheduler.template;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Every template there is. */
public interface Templates {
    Optional<Template> find(String name);

    /** Templates in the order of their names, some at a time. */
    List<Template> some(@Nullable String after, int most);

    /** How many there are. */
    int count();

    /**
     * Keeps a new template.
     *
     * @return the template; empty when there is one of its name: then nothing has changed
     */
    Optional<Template> add(TemplateDraft draft);

    /**
     * Changes a template while nobody else can. It has a new version when anything differs.
     *
     * @param change may throw to refuse; then nothing has changed. It leaves the name as it is
     * @return the template after it; empty when there is none of that name
     */
    Optional<Template> change(String name, UnaryOperator<TemplateDraft> change);

    /**
     * Removes a template; jobs that were made of it stay.
     *
     * @return whether there was one
     */
    boolean remove(String name);

    /**
     * Does something with a template while nobody else can, in one transaction.
     *
     * @return what it answers; empty when there is none of that name
     */
    <T> Optional<T> alone(String name, Function<Template, Optional<T>> work);
}
