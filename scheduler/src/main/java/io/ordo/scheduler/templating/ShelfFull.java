package io.ordo.scheduler.templating;

import io.ordo.scheduler.template.Template;

/** A template was to be added, and there are as many as there may be. */
public final class ShelfFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ShelfFull() {
        super("There are " + Template.MOST + " templates; remove one first.");
    }
}
