package io.ordo.scheduler.postgres;

import io.ordo.scheduler.filter.Value;
import io.ordo.scheduler.filter.Value.Document;
import io.ordo.scheduler.filter.Value.Moment;
import io.ordo.scheduler.filter.Value.One;
import io.ordo.scheduler.filter.Value.Quantity;
import io.ordo.scheduler.filter.Value.Several;
import io.ordo.scheduler.filter.Value.Text;
import io.ordo.scheduler.filter.Value.Truth;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values of filters as parameters of statements. */
final class Values {
    private Values() {}

    static void add(Composed sql, Value value) {
        switch (value) {
            case Text(var text) -> sql.text(text);
            case Quantity(var number) -> sql.number(number);
            case Truth(var truth) -> sql.truth(truth);
            case Moment(var instant) -> sql.moment(instant);
            case Value.Id(var id) -> sql.id(id);
            case Document(var json) -> sql.document(json);
            case Several(var values) -> add(sql, values);
        }
    }

    static String text(@Nullable Value value) {
        if (value instanceof Text(var text)) {
            return text;
        }
        throw new IllegalArgumentException(value + " is no text");
    }

    private static void add(Composed sql, List<One> values) {
        switch (values.getFirst()) {
            case Text _ -> sql.texts(each(Text.class, Text::text, values));
            case Quantity _ -> sql.numbers(each(Quantity.class, Quantity::number, values));
            case Truth _ -> sql.truths(each(Truth.class, Truth::truth, values));
            case Moment _ -> sql.moments(each(Moment.class, Moment::instant, values));
            case Value.Id _ -> sql.ids(each(Value.Id.class, Value.Id::id, values));
            case Document _ -> sql.documents(each(Document.class, Document::json, values));
        }
    }

    private static <V extends One, T> List<T> each(Class<V> type, Function<V, T> part, List<One> values) {
        return values.stream().map(type::cast).map(part).toList();
    }
}
