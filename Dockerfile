# An image for each of the services:
#   ./mvnw -DskipTests package
#   docker build --build-arg SERVICE=order-service -t trueup/order-service .

FROM eclipse-temurin:25-jre AS layers
ARG SERVICE
WORKDIR /layers
COPY ${SERVICE}/target/${SERVICE}-*-exec.jar application.jar
RUN java -Djarmode=tools -jar application.jar extract --layers --destination extracted

# The collector is named since the cache only serves a JVM with the same one. The heap is a part of what the container
# may have, the rest is for threads, buffers and code. A JVM that ran out of memory ends, and is restarted.
FROM eclipse-temurin:25-jre AS runtime
ENV LANG=C.UTF-8 \
    JAVA_TOOL_OPTIONS="-XX:+UseG1GC -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData"
WORKDIR /application

# Starts the service once and keeps what the JVM learnt: it then starts in half the time. The credentials are made for
# this alone and stay behind, as does this stage.
FROM runtime AS trained
COPY channel-simulator/target/channel-simulator-*-exec.jar /training/simulator.jar
RUN java -jar /training/simulator.jar credentials /credentials
COPY docker/train /training/
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/spring-boot-loader/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./
RUN TRUEUP_CREDENTIALS_DIR=/credentials /training/train

FROM runtime
ARG SERVICE
ENV SERVICE=${SERVICE} \
    TRUEUP_CREDENTIALS_DIR=/credentials
RUN mkdir /credentials && chown 10001:10001 /credentials
COPY docker/healthy /usr/local/bin/
# What seldom changes comes first: a new version ships only the last of these.
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/spring-boot-loader/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./
COPY --from=trained /application/application.aot ./
# A number, so that Kubernetes can see that it is not root.
USER 10001:10001
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=6 CMD ["healthy"]
# Java is process 1, the one that gets SIGTERM.
ENTRYPOINT ["java", "-XX:AOTCache=application.aot", "-Xlog:aot=off", "-jar", "application.jar"]
