package dev.trueup.testservers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.ImagePullPolicy;
import org.testcontainers.utility.DockerImageName;

/**
 * Pulls a missing image once, where Testcontainers would try for minutes: behind an engine that reaches no registry the
 * tests would wait that long in every module, only to use embedded servers after all. Named in
 * {@code testcontainers.properties}.
 */
public final class SinglePull implements ImagePullPolicy {
    private static final Duration LONGEST_PULL = Duration.ofMinutes(10);

    private final DockerClient docker;

    /** As Testcontainers makes it. */
    public SinglePull() {
        this(DockerClientFactory.lazyClient());
    }

    SinglePull(DockerClient docker) {
        this.docker = docker;
    }

    /** Pulls the image itself if it is not there, so that nothing is left to pull. */
    @Override
    public boolean shouldPull(DockerImageName image) {
        if (!isThere(image)) {
            pull(image);
        }
        return false;
    }

    private boolean isThere(DockerImageName image) {
        try (var inspect = docker.inspectImageCmd(image.asCanonicalNameString())) {
            inspect.exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private void pull(DockerImageName image) {
        try (var pull = docker.pullImageCmd(image.getUnversionedPart()).withTag(image.getVersionPart())) {
            if (!pull.exec(new PullImageResultCallback()).awaitCompletion(LONGEST_PULL.toSeconds(), TimeUnit.SECONDS)) {
                throw new DockerClientException(image + " could not be pulled within " + LONGEST_PULL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DockerClientException("interrupted while pulling " + image, e);
        }
    }
}
