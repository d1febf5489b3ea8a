package io.ordo.scheduler.http.access;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import io.ordo.scheduler.access.AdminKey;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Knows the key of the installation. */
@Singleton
final class ApiKeyValidator implements TokenValidator<HttpRequest<?>> {
    /** The name of whoever shows that key, and the role. */
    static final String ADMIN = "admin";

    private final AdminKey adminKey;

    ApiKeyValidator(AdminKey adminKey) {
        this.adminKey = adminKey;
    }

    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
        return adminKey.matches(token)
                ? Publishers.just(Authentication.build(ADMIN, List.of(ADMIN)))
                : Publishers.empty();
    }
}
