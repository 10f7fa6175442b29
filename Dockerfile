# Lotwise for an office that runs containers: docker compose up --build --detach
# The code is read-only for the user it runs as; all data lie in the volume /data.
FROM python:3.11-slim

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONUTF8=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /lotwise

# Before the code, so that a change of it installs nothing anew.
COPY requirements.txt .
RUN pip install -r requirements.txt

COPY . .
RUN python -m compileall -q . \
    && useradd --uid 10001 --no-create-home --home-dir /data lotwise \
    && install --directory --owner=lotwise --group=lotwise --mode=700 /data

USER lotwise
# Inside the container it has to answer the container's own network; compose.yaml publishes it to this computer alone.
# Told its address, Streamlit does not ask the internet for it. A page is sent in a quarter of its bytes: an office's line
# is slower than packing them, which on one computer only costs time.
ENV LOTWISE_HOME=/data STREAMLIT_SERVER_HEADLESS=true \
    STREAMLIT_SERVER_ADDRESS=0.0.0.0 STREAMLIT_BROWSER_SERVER_ADDRESS=127.0.0.1 \
    STREAMLIT_SERVER_ENABLE_WEBSOCKET_COMPRESSION=true
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
CMD ["streamlit", "run", "app.py", "--server.port=8501"]
