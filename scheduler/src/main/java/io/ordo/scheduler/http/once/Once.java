package io.ordo.scheduler.http.once;

import io.micronaut.aop.Around;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A controller whose POSTs are carried out once for each {@code Idempotency-Key}: effect and answer are one
 * transaction, and who sends the request again gets the answer again. Refusals are not kept: they changed nothing.
 * For methods that answer within a moment: a key's transaction is open meanwhile.
 */
@Around
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Once {}
